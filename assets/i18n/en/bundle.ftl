# What came of a bundle, sentence by sentence. Keys are in crate app.

bundle-new =
    { $n ->
        [one] { $count } new entry taken in.
       *[other] { $count } new entries taken in.
    }
bundle-known =
    { $n ->
        [one] { $count } entry was here already.
       *[other] { $count } entries were here already.
    }
bundle-waiting =
    { $n ->
        [one] { $count } entry was not taken in, since entries before it are missing. Write “Everything” anew on the laptop it comes from.
       *[other] { $count } entries were not taken in, since entries before them are missing. Write “Everything” anew on the laptop they come from.
    }
bundle-forged =
    { $n ->
        [one] { $count } part is not the commune’s or was changed: not taken in. Tell the leader if it happens again.
       *[other] { $count } parts are not the commune’s or were changed: not taken in. Tell the leader if it happens again.
    }
bundle-foreign =
    { $n ->
        [one] { $count } part is another commune’s: not taken in.
       *[other] { $count } parts are another commune’s: not taken in.
    }
bundle-later =
    { $n ->
        [one] { $count } part was written by a newer version: install the newest one and read this file again.
       *[other] { $count } parts were written by a newer version: install the newest one and read this file again.
    }
bundle-unproven =
    { $n ->
        [one] { $count } receipt cannot be checked yet, since this laptop does not know the central server.
       *[other] { $count } receipts cannot be checked yet, since this laptop does not know the central server.
    }
bundle-damaged = Damaged parts of the file: { $count } (number { $parts }); all others were taken in. Write the file anew on the other laptop, better on another stick.
bundle-cut = The file is cut off: only its beginning was taken in. Write it anew on the other laptop, better on another stick.
bundle-altered = The file is not as it was written; what is still right was taken in. Write it anew on the other laptop.
bundle-receipts = Receipts with the right signature: { $receipts }. This laptop: { $arrived } / { $written } arrived.
bundle-not-taken = The centre says that it could not take everything: entries: { $entries }, damaged parts: { $damaged }. Write “Everything” and carry it once more.
bundle-empty = There is nothing for this laptop in the file.
