"""The preview: what was read, what is shown of it, and the server and watcher around both."""
