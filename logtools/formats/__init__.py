"""Log formats: bytes in, plain data out. Importing this package registers the formats that logtools knows."""

from logtools.formats.base import register
from logtools.formats.metrics_csv import MetricsCsv

register(MetricsCsv())
