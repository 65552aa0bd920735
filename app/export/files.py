"""The one way in which files are written: never over something unasked, whole or not at all.

A file is written beside the place where it will stand, and renamed when all of it is there: a disk
that is full, or a process that ends, leaves what was there before.
"""

import os
import tempfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from config.problems import InputError, InputProblem, Problems

WITHIN = (
    "must not lie in the folder of the dataset or of the configuration",
    "Name a place elsewhere: what is read there must stay as it is.",
)
"""What is said of a place where inputs are."""
Content = bytes | Callable[[Path], None]
"""What a file holds, or what writes it to a path."""


def check(
    option: str,
    places: Collection[Path],
    problems: Problems,
    *,
    overwrite: bool = False,
    inputs: Collection[Path] = (),
) -> None:
    """Tell what stands against writing files, before anything is worked out.

    The option by which they were given stands in messages; ``inputs`` are folders that are read and
    never written to.
    """
    for place in places:
        _tell(problems, _problem(option, place, overwrite=overwrite, inputs=inputs))


def _tell(problems: Problems, found: InputProblem | None) -> None:
    if found is not None:
        problems.add(found.file, found.must, found.do, value=found.value)


def check_folder(
    option: str, folder: Path, problems: Problems, *, inputs: Collection[Path] = ()
) -> None:
    """Tell what stands against writing files into a folder, which is made if it is not there."""
    try:
        _tell(problems, _folder(option, folder, inputs))
    except (OSError, ValueError) as error:
        _tell(problems, _refused(option, folder, error))


def write(
    option: str,
    files: Mapping[Path, Content],
    *,
    folder: Path | None = None,
    overwrite: bool = False,
    inputs: Collection[Path] = (),
) -> tuple[Path, ...]:
    """Write files, all of them or none; return their places.

    ``folder`` is made first, if it is not there; ``inputs`` are folders that are never written to.

    Raises:
        InputError: a file exists already, or cannot be written; every such file is told.
    """
    if folder is not None:
        problems = Problems()
        check_folder(option, folder, problems, inputs=inputs)
        problems.raise_if_any()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError([_refused(option, folder, error)]) from error
    found = [_problem(option, one, overwrite=overwrite, inputs=inputs) for one in files]
    if any(found):
        raise InputError([problem for problem in found if problem is not None])
    made: dict[Path, Path] = {}
    place = next(iter(files), Path())
    try:
        for place, content in files.items():
            made[place] = _beside(place, content)
        for place, beside in made.items():
            beside.replace(place)
    except OSError as error:
        raise InputError([_refused(option, place, error)]) from error
    finally:
        for beside in made.values():
            beside.unlink(missing_ok=True)
    return tuple(files)


def check_new_folder(
    option: str, folder: Path, problems: Problems, *, inputs: Collection[Path] = ()
) -> None:
    """Tell what stands against making a folder: nothing is there yet, or an empty folder."""
    try:
        found = _folder(option, folder, inputs)
        whole = folder.resolve()
        if found is None and whole.is_dir() and any(whole.iterdir()):
            must, do = "must be a folder that is not there yet, or empty", "Name another place."
            found = InputProblem(file=option, must=must, do=do, value=str(folder))
        _tell(problems, found)
    except (OSError, ValueError) as error:
        _tell(problems, _refused(option, folder, error))


def write_folder(
    option: str, folder: Path, files: Mapping[str, bytes], *, inputs: Collection[Path] = ()
) -> Path:
    """Make a folder with all of its files, or nothing; return its place.

    ``files`` are paths within the folder, parted by ``/``, and what they hold.

    Raises:
        InputError: something is there already, or it cannot be written.
    """
    problems = Problems()
    check_new_folder(option, folder, problems, inputs=inputs)
    problems.raise_if_any()
    whole = folder.resolve()
    try:
        whole.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{whole.name[:40]}-", dir=whole.parent) as beside:
            fresh = Path(beside) / "fresh"
            for name, content in files.items():
                place = fresh / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
            if whole.is_dir():
                whole.rmdir()
            fresh.rename(whole)
    except OSError as error:
        raise InputError([_refused(option, folder, error)]) from error
    return whole


def _beside(place: Path, content: Content) -> Path:
    """Write a file next to where it will stand; nothing is left where that fails.

    Raises:
        OSError: it cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=f".{place.name[:40]}.", dir=place.parent)
    os.close(handle)
    beside = Path(name)
    try:
        if isinstance(content, bytes):
            beside.write_bytes(content)
        else:
            content(beside)
        beside.chmod(0o666 & ~_mask())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _mask() -> int:
    """Return the mask that new files of this process get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _problem(
    option: str, place: Path, *, overwrite: bool, inputs: Collection[Path]
) -> InputProblem | None:
    try:
        return _known(option, place, overwrite=overwrite, inputs=inputs)
    except (OSError, ValueError) as error:
        return _refused(option, place, error)


def _folder(option: str, folder: Path, inputs: Collection[Path]) -> InputProblem | None:
    whole = folder.resolve()
    there = next(one for one in (whole, *whole.parents) if one.exists())
    if _within(whole, inputs):
        must, do = WITHIN
    elif not there.is_dir():
        must, do = "must be a folder, or lie in one", "Name another place."
    else:
        return None
    return InputProblem(file=option, must=must, do=do, value=str(folder))


def _within(place: Path, folders: Collection[Path]) -> bool:
    return any(place.is_relative_to(folder.resolve()) for folder in folders)


def _known(
    option: str, place: Path, *, overwrite: bool, inputs: Collection[Path]
) -> InputProblem | None:
    whole = place.resolve()
    if not place.name or whole.is_dir():
        must, do = "must be a file, not a folder", "Name a file in that folder."
    elif _within(whole, inputs):
        must, do = WITHIN
    elif not whole.parent.is_dir():
        must, do = "must lie in a folder that exists", "Make the folder, or name another."
    elif whole.exists() and not whole.is_file():
        must, do = "must be a file", "Name another place."
    elif whole.exists() and not overwrite:
        must = "must not exist yet"
        do = "Name another place, or add --overwrite to replace it."
    else:
        return None
    return InputProblem(file=option, must=must, do=do, value=str(place))


def _refused(option: str, place: Path, error: OSError | ValueError) -> InputProblem:
    why = getattr(error, "strerror", None) or error
    return InputProblem(
        file=option,
        must=f"must be a place that can be written to ({why})",
        do="Check that the disk has room and that you may write there.",
        value=str(place),
    )
