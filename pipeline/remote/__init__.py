"""Input and output at URLs («s3://bucket/plans»), through fsspec: files are brought here, and a dataset is taken there when it is whole.

url        what is a URL, and how it is shown
store      the file system behind one; what it says of failures
fetching   files to a folder of this machine
uploading  a published dataset to a URL
bringing   both around a run
caches     where this machine keeps the journal of an output that is not on it

Nothing here is called, and no connection made, but for a URL that the person named. The rest of the program knows paths alone.
"""
