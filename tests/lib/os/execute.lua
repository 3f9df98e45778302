-- os.execute: how the command ended; without one, whether there is a shell.
print(os.execute())                -- expect: true
print(os.execute("true"))          -- expect: true exit 0
print(os.execute("exit 7"))        -- expect: nil exit 7
print(os.execute("kill -15 $$"))   -- expect: nil signal 15
