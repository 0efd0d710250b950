-- Items after a position in their order. `bytes` comes last: rows of the caller are skipped before it is touched.
SELECT position, device, bytes
FROM item
WHERE commune = :commune AND position > :from AND (:include_own OR device <> :requester)
ORDER BY position
