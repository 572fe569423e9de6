"""Makes the programs that check the seed stories importable under their own names."""

import importlib.util
import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"

for _name in ("seed_gold", "check_seeds"):
    if _name not in sys.modules:
        _spec = importlib.util.spec_from_file_location(_name, SCRIPTS / f"{_name}.py")
        sys.modules[_name] = importlib.util.module_from_spec(_spec)
        _spec.loader.exec_module(sys.modules[_name])
