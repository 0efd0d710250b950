# Beginning again with the recovery code, when a PIN is forgotten or a laptop lost.

recover-title = Begin again with the recovery code
recover-about-here = Opens everything on this laptop again, also what was never sent. You become a leader and choose a new PIN or passphrase.
recover-about-new = This laptop takes the commune’s keys out of the recovery box, and fetches the log from the centre or from a stick. You become a leader and choose a new PIN or passphrase.
recover-code = Recovery code
recover-code-hint = Six groups of five symbols on the paper.
recover-code-missing = Type the code from the paper.
recover-box = Recovery box file (recovery.box)
recover-box-hint-here = Leave it empty if only the PIN or passphrase of this laptop is forgotten.
recover-box-hint-new = Copied from another laptop of the commune: recovery.box in the folder “commune”.
recover-box-missing = Choose the file recovery.box.
recover-box-pick = Choose a file
recover-name = Your full name
recover-name-missing = Enter your name.
recover-label = Name of this laptop
recover-label-hint = So that the team knows it: new Laptop 1, Thủy’s laptop.
recover-label-missing = Give this laptop a name.
recover-do = Begin again
recover-working = Opening the box and making new keys, a few seconds
recover-done = Open again. Now lock out laptops that were lost, and make another recovery code if the paper was seen by others.
recover-forgotten = Forgotten how to unlock?
recover-no-code = Without a recovery code nobody can open it for you. Tell the leader; what has arrived can still be read on the commune’s other laptops.
recover-start = Begin again with a recovery code
recover-cancel = Back
