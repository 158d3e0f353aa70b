"""What can go wrong with the file itself, each as a plain sentence with what to do next."""


class StoreError(Exception):
    """The database cannot be used; the message is for the operator."""


class NewerStoreError(StoreError):
    """The file was written by a newer version of Dossier."""


class CorruptStoreError(StoreError):
    """The file is damaged, or no SQLite database at all."""


class StoreFullError(StoreError):
    """The disk has no room for a write; nothing of it was kept."""


class StoreBusyError(StoreError):
    """Another program held the database for longer than we wait."""


class ReadOnlyStoreError(StoreError):
    """The file, or its folder, may not be written to."""
