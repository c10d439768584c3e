"""Choosing by expression: filter runs, compute columns, pick what colours stand for."""
