"""Published revisions can't change unseen: digests of files and of what readers get, in a chain."""

from generator.integrity.verification import DocumentVerdict, load_verified, verify_site

__all__ = ["DocumentVerdict", "load_verified", "verify_site"]
