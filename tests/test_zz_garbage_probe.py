import pytest, time
from tests.test_garbage import *
def test_probe(hall):
    n=0
    for role, sheet, address in forms_there(hall):
        n+=1
        print(role, sheet.action, sheet.method, [ (b.name,b.kind) for b in sheet.boxes])
    r = hall.ask("administrator","POST","/administration/people/new/","", data=urlencoded([("username",b"9"*5000),("name",b"9"*5000),("password",b"9"*5000)]), content_type=URLENCODED)
    print(r.status_code, r.content.decode()[:6000])
