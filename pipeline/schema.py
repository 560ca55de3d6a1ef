"""The published format as JSON Schema; `docs/roadmap.schema.json` is generated from here (`python -m pipeline.schema`)."""

import json

from pipeline.model import Roadmap


def schema() -> str:
    """The JSON Schema of a roadmap, as text."""
    content = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Roadmap.model_json_schema(mode="serialization")}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    print(schema(), end="")
