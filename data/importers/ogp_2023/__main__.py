"""``python -m data.importers.ogp_2023 --raw DIR --out DIR [--check]``."""

import sys

from data.importers.ogp_2023.package import REBUILD

if __name__ == "__main__":
    sys.exit(REBUILD.main())
