from tests.actions.assistant.conftest import morning

__all__ = ["morning"]
