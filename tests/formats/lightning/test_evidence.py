"""Evidence as plain data: its keys and its digest."""

from __future__ import annotations

from logtools.formats.lightning.evidence import KnownEvidence, header_key, row_key
from logtools.formats.lightning.row_kinds import RowKind

STEP = RowKind(stage="train", granularity="step", named=False)
EPOCH = RowKind(stage="val", granularity="epoch", named=False)
LOSS, ACC = (("loss",), False), (("acc",), False)


def test_keys_do_not_depend_on_the_order_of_columns() -> None:
    assert header_key(("epoch", "step", "loss")) == header_key(("loss", "step", "epoch"))
    names = ("b", "epoch", "a")
    assert row_key(names, [2, 0], blank=False) == row_key(("a", "b"), [0, 1], blank=False)
    assert row_key(names, [0], blank=False) != row_key(names, [0], blank=True)


def test_kinds_come_from_files_with_the_same_columns() -> None:
    known = KnownEvidence(kinds={header_key(("epoch", "loss")): {LOSS: STEP}})
    assert known.kinds_of(("loss", "epoch")) == {LOSS: STEP}
    assert known.kinds_of(("loss", "epoch", "acc")) == {}


def test_the_digest_depends_on_the_content() -> None:
    key = header_key(("epoch", "loss", "acc"))
    one = KnownEvidence(forks=frozenset({"a", "b"}), kinds={key: {LOSS: STEP, ACC: EPOCH}, ("x",): {}})
    other = KnownEvidence(forks=frozenset({"b", "a"}), kinds={key: {ACC: EPOCH, LOSS: STEP}})
    assert one.digest == other.digest
    different = [
        KnownEvidence(),
        KnownEvidence(forks=frozenset({"a", "b"})),
        KnownEvidence(forks=frozenset({"a", "b"}), kinds={key: {LOSS: EPOCH, ACC: EPOCH}}),
        KnownEvidence(forks=frozenset({"a"}), kinds=other.kinds),
    ]
    assert len({each.digest for each in (one, *different)}) == 5
