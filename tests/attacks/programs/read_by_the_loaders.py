# class: read
# expect: passed
# Has everything that loads something load the user's file: certificates, archives, models, settings, time zones.
import configparser, ctypes, dbm, gettext, gzip, importlib.machinery, logging.config, lzma, netrc, shelve, ssl, tarfile
import xml.etree.ElementTree, xml.sax, zoneinfo
import numpy as np, pandas as pd, torch

path = "@CANARY@"
entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{path}">]><a>&x;</a>'

class Kept(xml.sax.ContentHandler):
    def characters(self, text):
        print("ESCAPED" if text else "", text)

def sax():
    parser = xml.sax.make_parser()
    parser.setFeature(xml.sax.handler.feature_external_ges, True)
    parser.setContentHandler(Kept())
    with open("entity.xml", "w") as file:
        file.write(entity)
    parser.parse("entity.xml")

ROADS = [
    lambda: ctypes.CDLL(path),
    lambda: importlib.machinery.ExtensionFileLoader("x", path).get_data(path),
    lambda: importlib.machinery.SourceFileLoader("x", path).get_source("x"),
    lambda: ssl.create_default_context(cafile=path),
    lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_cert_chain(path),
    lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).keylog_filename.__class__(path) and open(path),
    lambda: netrc.netrc(path),
    lambda: configparser.ConfigParser().read_file(open(path)),
    lambda: logging.config.fileConfig(path),
    lambda: gzip.open(path).read(),
    lambda: lzma.open(path).read(),
    lambda: tarfile.open(path),
    lambda: shelve.open(path, "r"),
    lambda: dbm.open(path, "r"),
    lambda: gettext.GNUTranslations(open(path, "rb")),
    lambda: zoneinfo.ZoneInfo.from_file(open(path, "rb")),
    lambda: zoneinfo.ZoneInfo("../../.." + path),
    lambda: xml.etree.ElementTree.parse(path),
    sax,
    lambda: torch.ops.load_library(path),
    lambda: torch.classes.load_library(path),
    lambda: torch.jit.load(path),
    lambda: torch.load(path, mmap=True),
    lambda: torch.UntypedStorage.from_file(path, False, 5),
    lambda: np.load(path, mmap_mode="r", allow_pickle=True),
    lambda: np.genfromtxt(path, dtype=str),
    lambda: np.lib.format.open_memmap(path),
    lambda: pd.read_json(path),
    lambda: pd.read_table("file://" + path),
    lambda: pd.read_pickle(path),
]
for number, road in enumerate(ROADS):
    try:
        print("ESCAPED", number, road())
    except Exception as error:
        if "SEC" + "RET" in str(error):
            print("ESCAPED", number, error)


def double(x):
    return x * 2
