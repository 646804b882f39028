# class: network
# expect: passed
# Has torch and the standard library call out: stores, process groups, hubs, mail, files by address, logging servers.
import asyncio, datetime, ftplib, http.client, logging.handlers, os, smtplib, socketserver, ssl, urllib.request, webbrowser, xmlrpc.client
import pandas as pd, torch

second = datetime.timedelta(seconds=1)
ROADS = [
    lambda: torch.distributed.TCPStore("127.0.0.1", @PORT@, is_master=False, timeout=second),
    lambda: torch.distributed.TCPStore("127.0.0.1", 0, is_master=True, timeout=second, wait_for_workers=False),
    lambda: torch.hub.download_url_to_file("http://127.0.0.1:@PORT@/x", "x"),
    lambda: torch.hub.load("pytorch/vision", "resnet18"),
    lambda: http.client.HTTPConnection("127.0.0.1", @PORT@).request("GET", "/"),
    lambda: smtplib.SMTP("127.0.0.1", @PORT@, timeout=1),
    lambda: ftplib.FTP("127.0.0.1", timeout=1),
    lambda: xmlrpc.client.ServerProxy("http://127.0.0.1:@PORT@").x(),
    lambda: ssl.get_server_certificate(("127.0.0.1", @PORT@)),
    lambda: urllib.request.urlopen("ftp://127.0.0.1:@PORT@/x"),
    lambda: pd.read_csv("http://127.0.0.1:@PORT@/x.csv"),
    lambda: asyncio.run(asyncio.wait_for(asyncio.open_connection("127.0.0.1", @PORT@), 1)),
    lambda: asyncio.run(asyncio.start_server(print, "127.0.0.1", 0)).sockets[0],
    lambda: asyncio.run(asyncio.create_subprocess_exec("true")),
    lambda: socketserver.UDPServer(("127.0.0.1", 0), None),
    lambda: os.getxattr("/", "x") and webbrowser.open("http://127.0.0.1:@PORT@"),
]
for number, road in enumerate(ROADS):
    try:
        road()
    except Exception:
        continue
    print("ESCAPED", number)
logging.raiseExceptions = False
for make in (
    lambda: logging.handlers.SysLogHandler(("127.0.0.1", @UDP@)),
    lambda: logging.handlers.DatagramHandler("127.0.0.1", @UDP@),
    lambda: logging.handlers.SysLogHandler("@DATAGRAM@"),
):
    try:
        make().emit(logging.makeLogRecord({"msg": "x"}))
    except OSError:
        pass


def double(x):
    return x * 2
