"""What SQL of readers may use of SQLite, and what it may not: whatever stands in neither list is refused.

The lists of what is refused are known so that a test can say of a SQLite at hand, or of a newer one, that
somebody looked at all it offers. Pure.
"""

from __future__ import annotations


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


FUNCTIONS = _names(
    # Text, numbers, blobs.
    """abs char coalesce concat concat_ws format glob hex if ifnull iif instr length like likelihood likely
    lower ltrim max min nullif octet_length printf quote random replace round rtrim sign soundex
    sqlite_version substr substring subtype trim typeof unhex unicode unistr unistr_quote unlikely upper"""
    # Aggregates and windows.
    """ avg count cume_dist dense_rank first_value group_concat lag last_value lead median nth_value ntile
    percent_rank percentile percentile_cont percentile_disc rank row_number string_agg sum total"""
    # Dates and mathematics.
    """ current_date current_time current_timestamp date datetime julianday strftime time timediff unixepoch
    acos acosh asin asinh atan atan2 atanh ceil ceiling cos cosh degrees exp floor ln log log10 log2 mod pi
    pow power radians sin sinh sqrt tan tanh trunc"""
    # JSON.
    """ -> ->> json json_array json_array_insert json_array_length json_error_position json_extract
    json_group_array json_group_object json_insert json_object json_patch json_pretty json_quote json_remove
    json_replace json_set json_type json_valid jsonb jsonb_array jsonb_array_insert jsonb_extract
    jsonb_group_array jsonb_group_object jsonb_insert jsonb_object jsonb_patch jsonb_remove jsonb_replace
    jsonb_set"""
    # Searching (FTS5), and the archive's own (connection.py).
    """ bm25 highlight match snippet escape_fts row_path search_query"""
)
REFUSED_FUNCTIONS = _names(
    # They hand out or take pointers, load code, write to the log or build what nobody needs.
    """fts3_tokenizer fts3_tokenizer_test load_extension sqlite_log randomblob zeroblob"""
    # Of indexes that the archive has not.
    """ fts5 fts5_get_locale fts5_insttoken fts5_locale fts5_source_id matchinfo offsets optimize rtreecheck
    rtreedepth rtreenode geopoly_area geopoly_bbox geopoly_blob geopoly_ccw geopoly_contains_point
    geopoly_debug geopoly_group_bbox geopoly_json geopoly_overlap geopoly_regular geopoly_svg geopoly_within
    geopoly_xform"""
    # How SQLite was built and what a connection did, and functions for its own tests.
    """ changes last_insert_rowid sqlite_compileoption_get sqlite_compileoption_used sqlite_offset
    sqlite_source_id total_changes unknown"""
    # Of the shell and of extensions: files, a person's editor, patterns that can be made to run for ever.
    """ edit eval fsdir icu_load_collation readfile regexp regexpi writefile"""
)
# Tables that SQLite makes from nothing; that of the search index is one of the archive's own.
MODULES = _names("fts5 json_each json_tree jsonb_each jsonb_tree")
REFUSED_MODULES = _names(
    """bytecode carray completion dbstat fsdir fts3 fts3tokenize fts4 fts4aux fts5vocab generate_series
    geopoly rtree rtree_i32 sqlite_dbdata sqlite_dbpage sqlite_dbptr sqlite_stmt tables_used unionvtab
    zipfile"""
)
# About a table or an index, which is named.
PRAGMAS_ABOUT = _names(
    "foreign_key_list index_info index_list index_xinfo table_info table_list table_xinfo"
)
# About the file, when nothing is set by them: the search index asks for the first, Datasette for the second.
PRAGMAS_PLAIN = _names("data_version schema_version function_list page_count page_size table_list")
PRAGMAS = PRAGMAS_ABOUT | PRAGMAS_PLAIN
REFUSED_PRAGMAS = _names(
    # `database_list` names the path of the file.
    """activate_extensions analysis_limit application_id auto_vacuum automatic_index busy_timeout cache_size
    cache_spill case_sensitive_like cell_size_check checkpoint_fullfsync collation_list compile_options
    count_changes data_store_directory database_list default_cache_size defer_foreign_keys
    empty_result_callbacks encoding foreign_key_check foreign_keys freelist_count full_column_names fullfsync
    hard_heap_limit hexkey hexrekey ignore_check_constraints incremental_vacuum integrity_check journal_mode
    journal_size_limit key legacy_alter_table legacy_file_format locking_mode lock_proxy_file lock_status
    max_page_count mmap_size module_list optimize parser_trace pragma_list query_only quick_check
    read_uncommitted recursive_triggers rekey reverse_unordered_selects secure_delete short_column_names
    shrink_memory soft_heap_limit sql_trace stats synchronous temp_store temp_store_directory textkey
    textrekey threads trusted_schema user_version vdbe_addoptrace vdbe_debug vdbe_eqp vdbe_listing vdbe_trace
    wal_autocheckpoint wal_checkpoint writable_schema"""
)
