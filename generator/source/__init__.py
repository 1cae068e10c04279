"""The only reader: a folder of manifests, texts, facts and wording becomes a frozen corpus."""

from generator.source.corpus import LoadedSite, load_site

__all__ = ["LoadedSite", "load_site"]
