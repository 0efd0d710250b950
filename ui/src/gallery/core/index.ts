// A core for the gallery and for tests of the whole window: synthetic people, nothing kept.
import type { Api, Phase, StatusView } from "$api";
import { fakeApi } from "$api/fake";
import { backupAnswers } from "./backups";
import { difficultyAnswers } from "./catalogue";
import { officeAnswers } from "./offices";
import { paperAnswers } from "./paper";
import { followUpAnswers } from "./follow-ups";
import { peopleAnswers } from "./people";
import { rosterAnswers } from "./roster";
import { scannerAnswers } from "./scanner";
import { sessionAnswers } from "./sessions";
import { startAnswers } from "./start";
import { syncAnswers } from "./sync";
import { teamAnswers } from "./team";
import { trainingAnswers } from "./training";

export { BACKUPS, DRILLED, NO_BACKUPS } from "./backups";
export { CATALOGUE } from "./catalogue";
export { COMMUNE, MEMBERS, PIN, refused, STATUS } from "./start";
export { OFFICES } from "./offices";
export { SCANNER } from "./scanner";
export { FINGERPRINT, READ, SYNC, VERIFIED } from "./sync";
export { TAKEN, TRIAL } from "./roster";
export { RECOVERY_CODE, RUNS, TEAM, teamAnswers } from "./team";
export { DRILL_DONE, GUEST, NO_DRILL } from "./training";

export interface Situation {
  phase?: Phase;
  status?: Partial<StatusView>;
  attached?: boolean;
  /** Instead of the made-up ones. */
  answers?: Partial<Api>;
}

export function sampleCore({
  phase = "open",
  status = {},
  attached = true,
  answers = {},
}: Situation = {}): Api {
  return fakeApi({
    ...startAnswers(phase, status),
    ...syncAnswers(attached),
    ...backupAnswers(),
    ...sessionAnswers(),
    ...paperAnswers(),
    ...officeAnswers(),
    ...peopleAnswers(),
    ...followUpAnswers(),
    ...rosterAnswers(),
    ...teamAnswers(),
    ...trainingAnswers(),
    ...difficultyAnswers(),
    difficultyUses: () => Promise.resolve([]),
    drafts: () => Promise.resolve({ typed: "", open: null, drafts: [] }),
    keepDrafts: () => Promise.resolve(null),
    ...scannerAnswers(),
    ...answers,
  });
}
