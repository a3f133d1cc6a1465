"""igraph without its drawing, which takes most of a second to load matplotlib where that is installed."""

import sys

_matplotlib = sys.modules.get("matplotlib")
sys.modules["matplotlib"] = None  # type: ignore[assignment]  # so an import of it fails, which igraph provides for
try:
    import igraph
finally:
    if _matplotlib is None:
        del sys.modules["matplotlib"]
    else:
        sys.modules["matplotlib"] = _matplotlib

__all__ = ["igraph"]
