/* Stands between a program and the C library, and counts, stops, refuses or notes what changes files below a place.

   Loaded by LD_PRELOAD; does nothing until it is armed. Calls that change files are counted. In mode KILL the process
   is killed before one of them; in mode FULL only what takes room counts, and from one of them on the disk has none; in
   mode UNSYNCED only syncs count, and from one of them on they fail; in mode NOTE each call that succeeded is written to
   a file with its data. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { COUNT, KILL, FULL, NOTE, UNSYNCED };
enum { NOTHING, ROOM, A_SYNC };
enum { CREATE = 1, WRITE, SIZE, SYNC, MOVE, REMOVE, FOLDER, ALL, MARK };

static char place[PATH_MAX];
static size_t place_length;
static int mode = COUNT, on = 0, notes = -1;
static long count = 0, last = 0;
static pthread_mutex_t noting = PTHREAD_MUTEX_INITIALIZER;

static int inside(const char *path)
{
    return on && !strncmp(path, place, place_length) && (path[place_length] == '/' || !path[place_length]);
}

static const char *path_of(int fd, char *out)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, out, PATH_MAX - 1);
    out[length < 0 ? 0 : length] = 0;
    return out;
}

static const char *path_at(int folder, const char *path, char *out)
{
    if (path[0] == '/')
        return path;
    if (folder == AT_FDCWD) {
        if (!getcwd(out, PATH_MAX))
            out[0] = 0;
    } else
        path_of(folder, out);
    strncat(out, "/", PATH_MAX - strlen(out) - 1);
    strncat(out, path, PATH_MAX - strlen(out) - 1);
    return out;
}

static void put(const void *data, size_t length)
{
    const char *rest = data;
    while (length) {
        ssize_t done = syscall(SYS_write, notes, rest, length);
        if (done <= 0)
            abort();
        rest += done;
        length -= done;
    }
}

static void note(int what, const char *path, const char *other, uint64_t offset, const void *data, uint64_t length)
{
    if (mode != NOTE)
        return;
    uint64_t head[5] = {what, strlen(path), strlen(other), offset, length};
    int kept = errno;
    pthread_mutex_lock(&noting);
    put(head, sizeof head);
    put(path, head[1]);
    put(other, head[2]);
    if (data)
        put(data, length);
    pthread_mutex_unlock(&noting);
    errno = kept;
}

/* Counts one call that wants room, a sync or neither; 1 when the disk refuses it. */
static int refused(int wants)
{
    if ((mode == FULL && wants != ROOM) || (mode == UNSYNCED && wants != A_SYNC))
        return 0;
    count++;
    if (mode == KILL && count == last)
        syscall(SYS_kill, getpid(), SIGKILL);
    if ((mode == FULL || mode == UNSYNCED) && last && count >= last) {
        errno = mode == FULL ? ENOSPC : EIO;
        return 1;
    }
    return 0;
}

void kills_arm(const char *where, int how, long number, const char *file)
{
    strncpy(place, where, PATH_MAX - 1);
    place_length = strlen(place);
    mode = how;
    last = number;
    count = 0;
    if (file[0])
        notes = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND, 0600);
}
void kills_on(int yes) { on = yes; }
long kills_count(void) { return count; }
void kills_mark(long number) { note(MARK, "", "", number, 0, 0); }

static int opened(int folder, const char *name, int flags, mode_t rights)
{
    char full[PATH_MAX];
    const char *path = path_at(folder, name, full);
    int ours = (flags & (O_CREAT | O_TRUNC)) && inside(path);
    int there = ours && !access(path, F_OK);
    if (ours && refused(there ? NOTHING : ROOM))
        return -1;
    int fd = syscall(SYS_openat, folder, name, flags, rights);
    if (ours && fd >= 0) {
        if (!there)
            note(CREATE, path, "", 0, 0, 0);
        else if (flags & O_TRUNC)
            note(SIZE, path, "", 0, 0, 0);
    }
    return fd;
}

#define RIGHTS(flags, rights) \
    mode_t rights = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); rights = va_arg(rest, int); va_end(rest); }

int open(const char *path, int flags, ...) { RIGHTS(flags, rights) return opened(AT_FDCWD, path, flags, rights); }
int open64(const char *path, int flags, ...) { RIGHTS(flags, rights) return opened(AT_FDCWD, path, flags, rights); }
int openat(int at, const char *path, int flags, ...) { RIGHTS(flags, rights) return opened(at, path, flags, rights); }
int openat64(int at, const char *path, int flags, ...) { RIGHTS(flags, rights) return opened(at, path, flags, rights); }

static ssize_t written(int fd, const void *data, size_t length, off_t offset, int positioned)
{
    char path[PATH_MAX];
    struct stat known;
    int ours = on && inside(path_of(fd, path)) && !fstat(fd, &known) && S_ISREG(known.st_mode);
    if (ours && !positioned)
        offset = fcntl(fd, F_GETFL) & O_APPEND ? known.st_size : lseek(fd, 0, SEEK_CUR);
    if (ours && refused(offset + (off_t)length > known.st_size ? ROOM : NOTHING))
        return -1;
    ssize_t done = positioned ? syscall(SYS_pwrite64, fd, data, length, offset) : syscall(SYS_write, fd, data, length);
    if (ours && done > 0)
        note(WRITE, path, "", offset, data, done);
    return done;
}

ssize_t write(int fd, const void *data, size_t length) { return written(fd, data, length, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return written(fd, data, length, offset, 1); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) { return written(fd, data, length, offset, 1); }

/* Python falls back to reading and writing. */
ssize_t sendfile(int out, int in, off_t *offset, size_t length) { errno = on ? ENOSYS : errno; return on ? -1 : syscall(SYS_sendfile, out, in, offset, length); }
ssize_t sendfile64(int out, int in, off64_t *offset, size_t length) { return sendfile(out, in, offset, length); }

static int sized(int fd, off_t size)
{
    char path[PATH_MAX];
    int ours = on && inside(path_of(fd, path));
    struct stat known;
    if (ours && !fstat(fd, &known) && refused(size > known.st_size ? ROOM : NOTHING))
        return -1;
    int done = syscall(SYS_ftruncate, fd, size);
    if (ours && !done)
        note(SIZE, path, "", size, 0, 0);
    return done;
}

int ftruncate(int fd, off_t size) { return sized(fd, size); }
int ftruncate64(int fd, off64_t size) { return sized(fd, size); }

static int synced(int fd, long call)
{
    char path[PATH_MAX];
    int ours = on && inside(path_of(fd, path));
    if (ours && refused(A_SYNC))
        return -1;
    int done = syscall(call, fd);
    if (ours && !done)
        note(SYNC, path, "", 0, 0, 0);
    return done;
}

int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }
void sync(void) { if (on) { refused(NOTHING); note(ALL, "", "", 0, 0, 0); } syscall(SYS_sync); }

int renameat(int from_folder, const char *from_name, int to_folder, const char *to_name)
{
    char first[PATH_MAX], second[PATH_MAX];
    const char *from = path_at(from_folder, from_name, first), *to = path_at(to_folder, to_name, second);
    int ours = inside(from) || inside(to);
    if (ours && refused(ROOM))
        return -1;
    int done = syscall(SYS_renameat2, from_folder, from_name, to_folder, to_name, 0);
    if (ours && !done)
        note(MOVE, from, to, 0, 0, 0);
    return done;
}
int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }

int unlinkat(int folder, const char *name, int flags)
{
    char full[PATH_MAX];
    const char *path = path_at(folder, name, full);
    int ours = inside(path);
    if (ours)
        refused(NOTHING);
    int done = syscall(SYS_unlinkat, folder, name, flags);
    if (ours && !done)
        note(REMOVE, path, "", 0, 0, 0);
    return done;
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int folder, const char *name, mode_t rights)
{
    char full[PATH_MAX];
    const char *path = path_at(folder, name, full);
    int ours = inside(path);
    if (ours && refused(ROOM))
        return -1;
    int done = syscall(SYS_mkdirat, folder, name, rights);
    if (ours && !done)
        note(FOLDER, path, "", 0, 0, 0);
    return done;
}
int mkdir(const char *path, mode_t rights) { return mkdirat(AT_FDCWD, path, rights); }
