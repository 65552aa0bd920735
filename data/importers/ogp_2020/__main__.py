"""``python -m data.importers.ogp_2020 --raw DIR --out DIR [--check]``."""

import sys

from data.importers.ogp_2020.package import REBUILD

if __name__ == "__main__":
    sys.exit(REBUILD.main())
