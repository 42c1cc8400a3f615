"""The live room: pages, REST and Socket.IO on top of sessions."""
