"""Log formats: they turn bytes into plain data. Importing this package registers the built-in formats."""

from logtools.formats.base import register
from logtools.formats.fabric_csv import FabricCsv
from logtools.formats.keras_csv import KerasCsv
from logtools.formats.lightning.dialects import register_dialect
from logtools.formats.metrics_csv import MetricsCsv
from logtools.formats.test_tube_csv import TestTubeCsv

register(MetricsCsv())
register_dialect(FabricCsv())
register_dialect(KerasCsv())
register_dialect(TestTubeCsv())
