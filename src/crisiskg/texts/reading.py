"""A text file read without altering one character of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from crisiskg.errors import Problem, TextError


@dataclass(frozen=True)
class Text:
    """One text as it stands in its file.

    ``content`` keeps line ends and a byte order mark as they are, so every offset in this package
    is an index into ``content``: code points from 0, end exclusive. ``digest`` is the SHA-256 of
    the file's bytes in hexadecimal.
    """

    id: str
    content: str
    digest: str
    path: Path | None = None

    def __len__(self) -> int:
        return len(self.content)


def read_text(path: Path, id: str = "") -> Text:
    """Read a UTF-8 file exactly as it is; ``id`` is the text's id, by default the file's stem.

    Raises ``TextError`` when the file is missing, cannot be opened, or is not UTF-8 (naming the
    first bad byte).
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise _refusal(path, "the file is missing", "give the folder that holds the text") from None
    except OSError as error:
        raise _refusal(path, f"cannot be opened: {error.strerror}", "check its permissions") from None
    try:
        content = data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte {error.start} (0x{data[error.start]:02x}) {error.reason}"
        raise _refusal(path, message, "save the file as UTF-8, or fetch the copy again") from None
    return Text(id or path.stem, content, hashlib.sha256(data).hexdigest(), path)


def _refusal(path: Path, message: str, mend: str) -> TextError:
    return TextError(f"{path.name}: {message}. Mend: {mend}", [Problem(str(path), None, "", message, mend)])
