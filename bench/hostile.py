"""Queries that nobody asks in good faith, each with a part of what it is told: for the tests and the figures.

Some crash SQLite, some look where nothing is for them, some write, and some never end or fill the memory.
"""

from __future__ import annotations

# Of a reader's own process, one of these says why it gave up.
GAVE_UP = r"took longer than|needs more than|larger than|longer than|took too long"
_MANY = "with recursive n(i) as (select 1 union all select i + 1 from n limit 100000)"
_ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n)"
_LONG = "with x(a) as (select printf('%.5000000c', 'a'))"

# Answered at once. `:b` is bound to some bytes.
REFUSED: tuple[tuple[str, str], ...] = (
    ("select fts3_tokenizer('simple', :b)", "function fts3_tokenizer is not"),
    ("select FTS3_Tokenizer('simple')", "function fts3_tokenizer is not"),
    ("select * from fts3tokenize where input = :b", "fts3tokenize cannot be read"),
    ("select token from fts3tokenize('simple', 'a b')", "cannot be read"),
    ("select count(*) from fts3tokenize", "fts3tokenize cannot be read"),
    ("select t.token from members join fts3tokenize t on t.input = members.name", "cannot be read"),
    ("select * from fts4aux('main', 'search')", "."),
    ("select * from dbstat", "dbstat cannot be read"),
    ("select count(*) from dbstat", "dbstat cannot be read"),
    ("select sql from sqlite_stmt", "sqlite_stmt cannot be read"),
    ("select file from pragma_database_list", "pragma_database_list cannot be read"),
    ("select * from pragma_journal_mode", "PRAGMA"),
    ("select rtreecheck('search')", "function rtreecheck is not"),
    ("select load_extension('mod_spatialite')", "function load_extension is not"),
    ("select sqlite_log(1, 'a line of the log')", "function sqlite_log is not"),
    ("select sqlite_compileoption_get(1)", "function sqlite_compileoption_get is not"),
    ("select length(randomblob(1000000000))", "function randomblob is not"),
    ("select hex(zeroblob(1000000000))", "function zeroblob is not"),
    ("select fts5(1)", "function fts5 is not"),
    ("select readfile('/etc/passwd')", "readfile"),
    ("select writefile('page.html', 'a')", "writefile"),
    ("select edit('a', 'vi')", "edit"),
    ("select eval('select 1')", "eval"),
    ("with a as (select 1) insert into members(id) values ('a')", "INSERT is refused"),
    ("with a as (select 1) insert into search(search) values ('rebuild')", "INSERT is refused"),
    ("with a as (select 1) insert into search(search) values ('delete-all')", "INSERT is refused"),
    ("with a as (select 1) delete from members", "DELETE is refused"),
    ("with a as (select 1) update members set name = ''", "UPDATE is refused"),
    ("with a as (select 1) update sqlite_master set sql = ''", "may not be modified"),
    ("with a as (select 1) update sqlite_schema set rootpage = 1", "may not be modified"),
    ("with a as (select 1) delete from sqlite_master", "may not be modified"),
    ("attach database 'file:other.db' as other", "must be a SELECT"),
    ("pragma writable_schema = 1", "must be a SELECT"),
    ("create virtual table temp.v using fts5vocab(main, search, row)", "must be a SELECT"),
    ("vacuum into '/tmp/copy.db'", "must be a SELECT"),
    ("explain insert into members(id) values ('a')", "must be a SELECT"),
    ("select 1; drop table members", "one statement at a time"),
    ("select " + ", ".join("1" for _ in range(2000)), "too many columns"),
    ("select " + "+".join("1" for _ in range(2000)), "too large"),
    (" union all ".join("select 1" for _ in range(600)), "too many terms"),
    ("select 'a' like '" + "%a" * 600 + "'", "too complex"),
    ("select 'a' glob '" + "*a" * 600 + "'", "too complex"),
    ("/**/" + " " * 15_000 + "nothing", "blanks in a row"),
    ("select '" + "a" * 20_000 + "'", "no more than 20000 characters"),
    ("select json_array(" + ",".join("1" for _ in range(120)) + ")", "too many arguments"),
    ("select search_query(printf('%.200000c', 'a'))", "search_query takes no more than"),
    ("select row_path('members', printf('%.200000c', 'a'))", "row_path takes no more than"),
    ("select hex(printf('%.20000000c', 'a'))", "A value of this query is longer than"),
    (f"{_LONG} select a || a || a || a || a || a || a from x", "A value of this query is longer"),
    # Sixty rows of 20 MB.
    (f"{_MANY} select printf('%.20000000c', 'a') from n limit 60", "The answer is larger than"),
)  # fmt: skip
# Ended when their time is over, or when they hold too much.
ENDED: tuple[str, ...] = (
    "select " + ", ".join("length(printf('%.*c', 2147483640, 'a'))" for _ in range(6)),
    f"{_ENDLESS} select count(*) from n",
    f"{_ENDLESS} select max(i) from n where i < 0",
    f"{_MANY} select count(*) from n a, n b, n c",
    f"{_MANY} select a.i from n a, n b order by a.i * b.i % 1009 limit 1",
    f"{_MANY} select sum(length(group_concat_of)) from (select group_concat(a.i) as group_concat_of "
    "from n a, n b group by a.i)",
    f"{_MANY} select group_concat(a.i || b.i) from n a, n b",
    f"{_MANY} select json_group_array(a.i || b.i) from n a, n b",
    f"{_MANY} select json_group_object(a.i, b.i) from n a, n b",
    f"{_MANY} select count(distinct a.i || b.i) from n a, n b",
    f"{_MANY} select row_number() over (order by a.i || b.i) from n a, n b limit 1",
    "with recursive t(a) as (select 'a' union all select a || a from t) select max(length(a)) from t",
    # What one function does with two long texts takes a step for each pair of their characters.
    f"{_LONG} select instr(a, substr(a, 1, 2000000) || 'b') from x",
    f"{_LONG} select length(replace(a, substr(a, 1, 2000000) || 'b', '')) from x",
    f"{_LONG} select length(replace(a, 'a', substr(a, 1, 100000))) from x",
    f"{_MANY}, k(t) as (select group_concat(char(i), '') from n) select length(trim(t || '!', t)) from k",
    f"{_MANY} select count(*) from n where printf('%.99999c', 'a') || i like '%" + "a" * 400 + "b'",
    f"{_MANY} select count(*) from n where printf('%.99999c', 'a') || i glob '*" + "a" * 400 + "b'",
    f"{_MANY}, o(j) as (select json_group_object(i, i) from n) select length(json_patch(j, j)) from o",
    f"{_MANY} select count(*) from n, json_each((select json_group_array(i) from n))",
    f"{_MANY} select count(*) from n where (select count(*) from search where search match 'a* OR l*' "
    "and rowid > -n.i)",
)  # fmt: skip
# Addresses, each with a part of what it is told: Datasette reads all arguments for each of them.
ADDRESSES: tuple[tuple[str, str], ...] = (
    (
        "/archive.json?sql=select+1&" + "&".join(f"a{n}=" for n in range(8_000)),
        "no more than 100 arguments",
    ),
    ("/archive/members.json?" + "&".join(["_where=1"] * 6_000), "no more than 100 arguments"),
    ("/archive/members?" + "&".join(["_facet=name"] * 4_000), "no more than 100 arguments"),
    ("/archive/members?" + "&".join(["name__contains=a"] * 3_000), "no more than 100 arguments"),
    ("/archive/members?id__in=" + ",".join("a" * 25_000), "too large"),
    ("/archive/members?name__like=" + "%25a" * 600, "too complex"),
)
