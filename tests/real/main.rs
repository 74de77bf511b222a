mod digests;
