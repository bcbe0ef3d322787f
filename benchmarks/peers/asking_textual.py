"""Asks the question with Textual."""

from asking import OPTIONS, QUESTION
from textual.app import App, ComposeResult
from textual.widgets import Label, OptionList


class Ask(App[str]):
    """A window that holds the question and its options."""

    def compose(self) -> ComposeResult:
        """Puts the question over its options."""
        yield Label(QUESTION)
        yield OptionList(*OPTIONS)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ends with the option that was chosen."""
        self.exit(str(event.option.prompt))


print("Chosen:", Ask().run())
