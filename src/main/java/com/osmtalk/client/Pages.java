package com.osmtalk.client;

import com.osmtalk.api.ErrorBody;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * All entries of a list, a page fetched when it is reached: {@code Pages.of(client.account().agents()::list)}. Each
 * iteration begins anew. What is added or removed meanwhile neither doubles nor hides the entries that stay.
 */
public final class Pages<T> implements Iterable<T> {
    private final Function<PageRequest, Page<T>> fetch;
    private final int pageSize;

    private Pages(Function<PageRequest, Page<T>> fetch, int pageSize) {
        this.fetch = fetch;
        this.pageSize = pageSize;
    }

    public static <T> Pages<T> of(Function<PageRequest, Page<T>> fetch) {
        return of(fetch, PageRequest.MAX_LIMIT);
    }

    public static <T> Pages<T> of(Function<PageRequest, Page<T>> fetch, int pageSize) {
        return new Pages<>(fetch, pageSize);
    }

    @Override
    public Iterator<T> iterator() {
        return new Entries();
    }

    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    private final class Entries implements Iterator<T> {
        private @Nullable Page<T> page;
        private int next;

        @Override
        public boolean hasNext() {
            if (page == null) {
                page = fetch.apply(PageRequest.first(pageSize));
            }
            while (next >= page.data().size() && page.nextCursor() != null) {
                page = follow(page);
                next = 0;
            }
            return next < page.data().size();
        }

        @Override
        public T next() {
            if (!hasNext() || page == null) {
                throw new NoSuchElementException();
            }
            return page.data().get(next++);
        }

        private Page<T> follow(Page<T> last) {
            Page<T> following = fetch.apply(PageRequest.after(last.nextCursor(), pageSize));
            // or a server at fault would keep its reader for ever
            if (last.nextCursor() != null && last.nextCursor().equals(following.nextCursor())) {
                throw new ApiException(
                        0,
                        new ErrorBody(
                                "The server's list does not end: a page names itself as the next.",
                                Failure.UNEXPECTED,
                                null,
                                null),
                        null,
                        null);
            }
            return following;
        }
    }
}
