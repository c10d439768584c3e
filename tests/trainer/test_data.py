from __future__ import annotations

import gzip
import hashlib
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path

import pytest
import torch
from torch.utils.data import Dataset
from torchvision.datasets import MNIST
from torchvision.transforms import ToTensor

from logtools.errors import InvalidValueError
from logtools.trainer import DataUnavailableError
from logtools.trainer.data import DataName, Digits, cache_folder, load

Pairs = Dataset[tuple[torch.Tensor, ...]]
SAMPLE = resources.files("logtools.trainer") / "sample"
PARTS = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")


def pairs(digits: Pairs | None) -> Iterator[tuple[bytes, int]]:
    assert digits is not None
    for index in range(len(digits)):  # type: ignore[arg-type]
        image, label = digits[index]
        yield image.numpy().tobytes(), int(label)


def images(digits: Pairs | None) -> set[bytes]:
    return {image for image, _ in pairs(digits)}


def labels(digits: Pairs | None) -> Counter[int]:
    return Counter(label for _, label in pairs(digits))


def size(digits: Pairs | None) -> int:
    return 0 if digits is None else len(digits)  # type: ignore[arg-type]


def write_mnist(folder: Path, *, train: int, test: int) -> None:
    """Write a small MNIST from digits of the sample: the first for training, the last for testing."""
    raw = folder / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for name, axes in (("images-idx3-ubyte", 3), ("labels-idx1-ubyte", 1)):
        data = gzip.decompress((SAMPLE / f"train-{name}.gz").read_bytes())
        start, item = 4 + 4 * axes, 28 * 28 if axes == 3 else 1
        head, body = data[:start], data[start:]
        for part, count, bytes_ in (("train", train, body[: train * item]), ("t10k", test, body[-test * item :])):
            (raw / f"{part}-{name}").write_bytes(head[:4] + count.to_bytes(4, "big") + head[8:] + bytes_)


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without messages on stderr."""

    def log_message(self, *_: object) -> None:
        """Suppress the message."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder over HTTP on localhost and yield its URL."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def sample() -> Digits:
    return load("sample")


def test_the_sample_is_five_hundred_real_digits_of_each_class() -> None:
    digits = load("sample", validate=False, test=False)
    assert labels(digits.train) == dict.fromkeys(range(10), 500)
    assert len(images(digits.train)) == 5_000


def test_each_digit_is_in_exactly_one_part(sample: Digits) -> None:
    parts = [images(part) for part in (sample.train, sample.validation, sample.test)]
    assert [len(part) for part in parts] == [4_000, 500, 500]
    assert len(set.union(*parts)) == 5_000


def test_every_part_has_the_classes_in_proportion(sample: Digits) -> None:
    for part, each in ((sample.train, 400), (sample.validation, 50), (sample.test, 50)):
        assert labels(part) == dict.fromkeys(range(10), each)


@pytest.mark.parametrize(
    ("validate", "test", "sizes"),
    [
        (True, True, (4_000, 500, 500)),
        (True, False, (4_500, 500, 0)),
        (False, True, (4_500, 0, 500)),
        (False, False, (5_000, 0, 0)),
    ],
)
def test_digits_that_are_not_held_out_are_for_training(validate: bool, test: bool, sizes: tuple[int, ...]) -> None:  # noqa: FBT001
    digits = load("sample", validate=validate, test=test)
    assert (size(digits.train), size(digits.validation), size(digits.test)) == sizes


def test_the_test_digits_do_not_depend_on_validation(sample: Digits) -> None:
    assert images(load("sample", validate=False).test) == images(sample.test)


def test_a_limit_keeps_the_classes_balanced_and_holds_out_the_same(sample: Digits) -> None:
    digits = load("sample", limit=100)
    assert labels(digits.train) == dict.fromkeys(range(10), 10)
    assert images(digits.train) < images(sample.train)
    assert images(digits.validation) == images(sample.validation)


def test_a_limit_that_is_too_large_is_an_error_with_the_largest_limit() -> None:
    with pytest.raises(InvalidValueError, match=r"4,001 digits of 'sample'.*choose 1 to 4,000"):
        load("sample", limit=4_001)


def test_images_equal_those_of_torchvision(tmp_path: Path) -> None:
    write_mnist(tmp_path, train=50, test=20)
    digits = load("mnist", folder=tmp_path, validate=False)
    expected = MNIST(str(tmp_path), train=False, transform=ToTensor())
    assert list(pairs(digits.test)) == [(image.numpy().tobytes(), label) for image, label in expected]


def test_all_of_mnist_is_for_training_without_held_out_digits(tmp_path: Path) -> None:
    write_mnist(tmp_path, train=50, test=20)
    digits = load("mnist", folder=tmp_path, validate=False, test=True)
    assert (size(digits.train), size(digits.test)) == (50, 20)


def test_validation_digits_of_mnist_come_from_its_training_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_out: dict[DataName, tuple[int, int]] = {"mnist": (10, 0)}
    monkeypatch.setattr("logtools.trainer.data.HELD_OUT", held_out)
    write_mnist(tmp_path, train=50, test=20)
    digits = load("mnist", folder=tmp_path)
    parts = [images(part) for part in (digits.train, digits.validation, digits.test)]
    assert [len(part) for part in parts] == [40, 10, 20]
    assert len(set.union(*parts)) == 70


def test_without_a_network_the_error_names_the_missing_data_and_leaves_no_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MNIST, "mirrors", ["http://127.0.0.1:9/"])
    with pytest.raises(DataUnavailableError, match=r"MNIST is not in .* cannot be downloaded") as caught:
        load("mnist", folder=tmp_path)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_download_is_complete_or_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the last file of the mirror is cut, none of the others is kept either."""
    mirror, target = tmp_path / "mirror", tmp_path / "target"
    mirror.mkdir()
    whole = {f"{name}.gz": (SAMPLE / f"{name}.gz").read_bytes() for name in PARTS}
    for name, data in whole.items():
        (mirror / name).write_bytes(data)
    cut = mirror / f"{PARTS[-1]}.gz"
    cut.write_bytes(whole[cut.name][:-1])
    digests = [(name, hashlib.md5(data, usedforsecurity=False).hexdigest()) for name, data in whole.items()]
    monkeypatch.setattr(MNIST, "resources", digests)
    with served(mirror) as address:
        monkeypatch.setattr(MNIST, "mirrors", [address])
        with pytest.raises(DataUnavailableError):
            load("mnist", folder=target)
        assert list(target.iterdir()) == []

        cut.write_bytes(whole[cut.name])
        assert len(images(load("mnist", folder=target, validate=False, test=False).train)) == 5_000
    assert sorted(file.name for file in (target / "MNIST" / "raw").iterdir()) == sorted(PARTS)
    assert [entry.name for entry in target.iterdir()] == ["MNIST"]


def test_a_damaged_file_is_an_error_with_its_folder(tmp_path: Path) -> None:
    write_mnist(tmp_path, train=50, test=20)
    broken = tmp_path / "MNIST" / "raw" / PARTS[0]
    broken.write_bytes(broken.read_bytes()[:1_000])
    with pytest.raises(DataUnavailableError, match=r"raw are not MNIST or are damaged"):
        load("mnist", folder=tmp_path)


def test_the_cache_is_in_the_users_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "logtools"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert cache_folder() == tmp_path / ".cache" / "logtools"
