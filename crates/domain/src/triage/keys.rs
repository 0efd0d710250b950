//! The closed choices of triage and their text-catalogue keys.

use crate::choices::keyed_choice;
use crate::service::Service;

/// All text-catalogue keys of triage.
pub const KEYS: &[&[&str]] = &[Need::KEYS, Reason::KEYS, TriageWarning::KEYS];

keyed_choice! {
    /// What a citizen needs, in one line.
    Need {
        /// A chip card has to be made first.
        MakeChipCard = "triage-need-make-chip-card";
        /// The account has to be asked for: nobody has said.
        AskAccount = "triage-need-ask-account";
        /// Install VNeID and level 1.
        InstallLevel1 = "triage-need-install-level-1";
        /// Wait for the approval of level 1.
        WaitLevel1 = "triage-need-wait-level-1";
        /// Go and enrol for level 2.
        EnrolLevel2 = "triage-need-enrol-level-2";
        /// Activate level 2.
        ActivateLevel2 = "triage-need-activate-level-2";
        /// Learn utilities.
        ShowUtilities = "triage-need-show-utilities";
        /// Too young for an account: the guardian's account shows the child.
        GuardianAccount = "triage-need-guardian-account";
        /// Nothing is left to do.
        Nothing = "triage-need-nothing";
    }
}

keyed_choice! {
    /// Why it is needed.
    Reason {
        /// The age is below the rule's.
        TooYoung = "triage-reason-too-young";
        /// No chip card.
        NoChipCard = "triage-reason-no-chip-card";
        /// Nobody has said how the account stands.
        AccountUnknown = "triage-reason-account-unknown";
        /// Card, but no VNeID.
        NotInstalled = "triage-reason-not-installed";
        /// Installed, identity not established.
        Level0 = "triage-reason-level-0";
        /// Level 1 waits for approval; names the working days.
        Level1Waiting = "triage-reason-level-1-waiting";
        /// Level 1 is active, level 2 not received.
        Level1Active = "triage-reason-level-1-active";
        /// Level 1 is active, and all there is at this age.
        Level1IsAll = "triage-reason-level-1-is-all";
        /// Level 2 received; names the deadline and the days left.
        ActivateBefore = "triage-reason-activate-before";
        /// Level 2 received, the deadline has passed: try, then the hotline.
        ActivateLate = "triage-reason-activate-late";
        /// Level 2 received, no message day known: ask for the message.
        ReceivedAskMessage = "triage-reason-received-ask-message";
        /// Level 2 approved, no message day known: ask for the message.
        ApprovedAskMessage = "triage-reason-approved-ask-message";
        /// Level 2 is active, utilities were not shown.
        Level2Active = "triage-reason-level-2-active";
        /// Level 2 is active and utilities were shown.
        AllDone = "triage-reason-all-done";
    }
}

keyed_choice! {
    /// What must be said or looked at; nothing is blocked by it.
    TriageWarning {
        /// A parent or guardian has to agree.
        GuardianNeeded = "triage-warning-guardian-needed";
        /// Never on a helper's phone: one device holds one account, a second one cancels the first.
        NeverOnHelpersPhone = "triage-warning-never-on-helpers-phone";
        /// The number must be in the citizen's own name.
        OwnSimNeeded = "triage-warning-own-sim-needed";
        /// The days for activation are over.
        DeadlinePassed = "triage-warning-deadline-passed";
        /// The message's day lies after the session's.
        MessageAhead = "triage-warning-message-ahead";
        /// No birth date, so the age is not judged.
        BirthMissing = "triage-warning-birth-missing";
        /// The birth year alone leaves the age open.
        AgeOpen = "triage-warning-age-open";
        /// The rule in force was not yet compared with its text.
        RuleUnverified = "triage-warning-rule-unverified";
    }
}

impl Need {
    /// The service to preselect.
    #[must_use]
    pub const fn service(self) -> Service {
        match self {
            Self::MakeChipCard => Service::ChipCardAdvice,
            Self::AskAccount | Self::InstallLevel1 | Self::WaitLevel1 => Service::Level1Install,
            Self::EnrolLevel2 => Service::Level2Enrolment,
            Self::ActivateLevel2 => Service::Level2Activation,
            Self::ShowUtilities | Self::GuardianAccount | Self::Nothing => Service::UtilitiesShown,
        }
    }
}
