"""Write frames and findings as text: tables for people, and files for programs and papers."""
