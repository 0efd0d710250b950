# Unlocking.

unlock-title = Unlock
unlock-about =
    { $kind ->
        [passphrase] The data on this laptop is locked with your passphrase.
       *[pin] The data on this laptop is locked with your PIN.
    }
unlock-who = You are
unlock-person = { $role }, no. { $number }
unlock-person-only = { $role }
unlock-pin =
    { $kind ->
        [passphrase] Passphrase
       *[pin] PIN
    }
unlock-open = Unlock
unlock-opening = Opening the encrypted file
unlock-weak = Yours is shorter than this laptop needs. Change it in Settings, “Unlocking this laptop”.
unlock-wait =
    { $n ->
        [one] Wait { $count } second
       *[other] Wait { $count } seconds
    }

unlock-practise = Open the practice commune
unlock-practice-about = This laptop is in the practice commune. What opens it is known to everybody, so there is none to type.
unlock-to-commune = Back to our commune
unlock-to-first-run = Set up or join a commune
