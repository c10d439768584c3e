"""Frames to text: tables for people, and JSON, CSV, Markdown and LaTeX for programs and papers."""
