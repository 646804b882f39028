"""Damaged files of what is kept of a learner: exports, settings, caches, and the catalogue of words."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path

from tests.screen.material import write_course
from tests.soak.bombs import TOML_BOMBS, bombed_json
from tests.soak.bounds import one_line, promise
from tests.soak.fuzz_progress import ADDRESS, Progress, filled
from tests.soak.kinds import REFUSED, WORKED, Kind
from tests.soak.mutations import changed_json, changed_toml, damaged
from tutor import language
from tutor.course import kept_index
from tutor.course.loader import load
from tutor.course.outline import outline
from tutor.course.page_text import FenceOutput, lay_out
from tutor.grading.documentation import kept_tables
from tutor.progress import settings
from tutor.progress.archive import ArchiveError
from tutor.progress.exchange import export_text, folders_elsewhere, import_data
from tutor.progress.outputs import OutputCache
from tutor.progress.store import Store
from tutor.screen.remapping import usable

__all__ = ["Caches", "Catalogues", "Exports", "Progress", "Settings"]


class Exports(Kind):
    """Exports, imported into a file that holds work of its own."""

    name = "exports"
    share = 12

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.sound = filled(folder / "there" / "progress.db", export=True)
        self.path = folder / "here" / "progress.db"
        with Store(self.path) as store:
            store.save_draft(ADDRESS, "what is here")
        self.before = self.path.read_bytes()

    def make(self, chance: random.Random) -> tuple[str, bytes]:
        if chance.random() < 0.2:
            return "export.json", bombed_json(self.sound, chance)
        if chance.random() < 0.7:
            data = changed_json(self.sound, chance)
            return "export.json", damaged(data, chance) if chance.random() < 0.1 else data
        return "export.json", damaged(self.sound, chance)

    def take(self, which: str, data: bytes, chance: random.Random) -> str:
        del which
        for file in self.path.parent.iterdir():
            file.unlink()
        self.path.write_bytes(self.before)
        identity = chance.choice(["builtin", "folder:/elsewhere/course"])
        with Store(self.path, identity) as store:
            mine = _everything(store)
            try:
                folders_elsewhere(data, identity)
                import_data(store, data, identity, dry_run=True)
                promise(_everything(store) == mine, "a dry run changed something")
                import_data(store, data, identity)
            except ArchiveError as error:
                one_line(str(error))
                promise(_everything(store) == mine, "a refused export changed something")
                return REFUSED
            again = import_data(store, data, identity)
            promise(again.is_nothing, f"the same export twice adds something: {again}")
            store.schedule()
            # What came in goes out again, and is understood.
            import_data(store, export_text(store, "fuzz").encode(), identity, dry_run=True)
            promise(not store.faults(), "the file is not sound any more")
        with Store(self.path) as store:
            texts = [store.draft(ADDRESS), *store.drafts_set_aside(ADDRESS)]
            promise("what is here" in texts, "a draft was lost")
        return WORKED


def _everything(store: Store) -> str:
    return export_text(store, "fuzz", now=0.0)


class Settings(Kind):
    """Settings written by hand, or damaged; and what becomes of them when one is changed on the screen."""

    name = "settings"
    share = 8
    SOUND = (
        b'# my own\nlanguage = "zh"\ntheme = "light" # not dark\nkeys = "vim"\nglyphs = "ascii"\n'
        b'long_lines = "scroll"\n'
        b"completion = false\npairs = true\nmouse = false\npolling = true\ntour = false\nunknown = [1, 2]\n\n"
        b'[remapped]\ncheck = "ctrl+b"\nhint = "f9"\n\n[other]\n# kept\nx = """\ntwo\nlines"""\n'
    )

    def make(self, chance: random.Random) -> tuple[str, bytes]:
        change = chance.choice([changed_toml, changed_toml, damaged, damaged, *TOML_BOMBS[-2:]])
        return settings.FILE, change(self.SOUND, chance)

    def take(self, which: str, data: bytes, chance: random.Random) -> str:
        folder = self.folder / "config"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / which).write_bytes(data)
        found, wrong = settings.load(folder)
        if wrong:
            one_line(wrong)
        keys, refused = usable(found.remapped)
        if refused:
            one_line(refused)
        promise(keys.items() <= found.remapped.items(), "keys that nobody gave")
        promise((folder / which).read_bytes() == data, "reading the settings changed them")
        chosen = replace(found, theme=chance.choice(["dark", "terminal"]), pairs=not found.pairs)
        promise(not settings.save(chosen, folder), "settings that could not be kept")
        promise(settings.load(folder) == (chosen, ""), f"{chosen} became {settings.load(folder)}")
        self._nothing_lost(data, folder)
        return REFUSED if wrong or refused else WORKED

    def _nothing_lost(self, data: bytes, folder: Path) -> None:
        """What was there and is no setting of ours is there still; or the whole file is, beside."""
        broken = folder / "settings.broken.toml"
        if broken.exists():
            promise(broken.read_bytes() == data, "the broken file isn't what it was")
            return
        import tomli

        before = tomli.loads(data.decode("utf-8-sig"))
        after = tomli.loads((folder / settings.FILE).read_text("utf-8"))
        for name in before.keys() - {*settings.NAMES, settings.TABLE}:
            # NaN is unlike itself, and written as it was.
            kept = after.get(name) == before[name] or repr(after.get(name)) == repr(before[name])
            promise(kept, f"`{name}` was lost")


class Catalogues(Kind):
    """The catalogue of the other language, as an installation that was cut short may leave it."""

    name = "catalogues"
    share = 1

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.real = language._CATALOGUES
        self.sound = Path(self.real, "zh.mo").read_bytes()

    def make(self, chance: random.Random) -> tuple[str, bytes]:
        return "zh.mo", damaged(self.sound, chance)

    def take(self, which: str, data: bytes, chance: random.Random) -> str:
        del chance
        (self.folder / which).write_bytes(data)
        language._CATALOGUES = type(self.real)(self.folder)
        language._catalogue.cache_clear()
        language.use("zh")
        try:
            said = language._("Passed."), language.plural("{n} page", "{n} pages", 2), language.in_every("check")
            promise(all(isinstance(each, str) and each for each in said), f"no words: {said}")
            return REFUSED if said[0] == "Passed." else WORKED
        finally:
            language.use("en")
            language._CATALOGUES = self.real
            language._catalogue.cache_clear()


class Caches(Kind):
    """Files of the cache folder: outputs of pages, outlines, indexes, tables of names. None is believed."""

    name = "caches"
    share = 2

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.root = write_course(folder / "course")
        self.cache = folder / "cache"
        self.lesson = next(iter(load(self.root).lessons()))
        outline(self.root, self.cache)
        kept_index.keep_index(self.root, self.cache)
        figure = {"title": "", "axes": [{"xticks": [], "yticks": [], "series": []}]}
        OutputCache(self.cache).put(self.lesson, [[FenceOutput("2", False, (figure,))], [], [], []])
        (self.cache / "names").mkdir()
        (self.cache / "names" / "x.json").write_text(json.dumps({"torch": ["ones", "zeros"], "math": ["pi"]}))
        self.sound = {path.parent.name: (path, path.read_bytes()) for path in self.cache.rglob("*.json")}

    def make(self, chance: random.Random) -> tuple[str, bytes]:
        which = chance.choice(sorted(self.sound))
        change = chance.choice([changed_json, changed_json, bombed_json, damaged])
        return f"{which}.json", change(self.sound[which][1], chance)

    def take(self, which: str, data: bytes, chance: random.Random) -> str:
        path, sound = self.sound[which.removesuffix(".json")]
        path.write_bytes(data)
        try:
            course = outline(self.root, self.cache)
            for lesson in course.lessons():
                for page in lesson.pages:
                    assert page.title is not None and page.id is not None
            found = OutputCache(self.cache).get(self.lesson)
            for page, outputs in zip(self.lesson.pages, found or (), strict=False):
                lay_out(page.text, chance.choice([30, 70]), outputs)
            tables = kept_tables(self.sound["names"][0])
            index = kept_index.kept_index(self.root, self.cache)
            return WORKED if found is not None and tables is not None and index is not None else REFUSED
        finally:
            path.write_bytes(sound)
