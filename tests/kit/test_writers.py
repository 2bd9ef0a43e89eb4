import threading

from sqlalchemy import text

from app.kit.db import engine, make_engine, reading, writing

WRITERS, TIMES = 8, 25


def test_writers_at_once_lose_no_update_and_none_fails(empty_database):
    with writing() as db:
        db.execute(text("CREATE TABLE counter (n INTEGER)"))
        db.execute(text("INSERT INTO counter VALUES (0)"))

    def count() -> None:
        for _ in range(TIMES):
            with writing() as db:
                n = db.execute(text("SELECT n FROM counter")).scalar_one()
                db.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})

    threads = [threading.Thread(target=count) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading() as db:
        assert db.execute(text("SELECT n FROM counter")).scalar_one() == WRITERS * TIMES


def test_a_failed_write_is_rolled_back_and_gives_up_its_turn(empty_database):
    with writing() as db:
        db.execute(text("CREATE TABLE counter (n INTEGER)"))
    try:
        with writing() as db:
            db.execute(text("INSERT INTO counter VALUES (1)"))
            raise RuntimeError
    except RuntimeError:
        pass
    with writing() as db:
        assert db.execute(text("SELECT count(*) FROM counter")).scalar_one() == 0


def test_sqlite_keeps_foreign_keys_and_a_write_ahead_log(empty_database):
    with engine().connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


def test_a_database_in_a_folder_that_does_not_exist_gets_one(tmp_path):
    path = tmp_path / "new" / "samedoor.db"
    made = make_engine(f"sqlite:///{path}")
    with made.connect():
        assert path.exists()
    made.dispose()
