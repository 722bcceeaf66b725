"""Where the built program begins: `-m MODULE` runs one of our modules, as `app.own_process` asks; else the program."""

import runpy
import sys

from ui.main import main

OURS = ("app.", "ui.")

if sys.argv[1:2] == ["-m"] and sys.argv[2:3] and sys.argv[2].startswith(OURS):
    module = sys.argv[2]
    del sys.argv[1:3]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
else:
    sys.exit(main())
