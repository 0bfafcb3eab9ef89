"""What everything is compared with: Flask, and nothing else."""

from flask import Flask

app = Flask("bare")
app.add_url_rule("/", view_func=lambda: "hello")
