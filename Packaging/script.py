#!python
import os
import sys
from importlib.util import find_spec

if __name__ == "__main__":
    folder = find_spec("kalends").submodule_search_locations[0]
    os.execv(os.path.join(folder, "bin", "kalends"), sys.argv)
