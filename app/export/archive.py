"""Several files as one that is downloaded: the same files make the same bytes."""

import io
import zipfile
from collections.abc import Mapping

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time that every file in an archive has: none that tells anything."""


def zipped(files: Mapping[str, bytes], *, packed: bool = True) -> bytes:
    """Return files as a ZIP archive.

    Paths are parted by ``/``. What is not packed is the same bytes whatever the library.
    """
    made, how = io.BytesIO(), zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), content, how)
    return made.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """Return the files of an archive that was made here, in their order.

    Raises:
        zipfile.BadZipFile: it is no such archive.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist() if not one.is_dir()}
