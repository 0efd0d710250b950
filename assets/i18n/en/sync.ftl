# Sync.

sync-title = Sync
sync-none = This machine is not attached to a central server
sync-none-next = Everything logged is safe on this machine. Once the commune has a central server, a leader attaches it here, once.
