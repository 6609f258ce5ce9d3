package dev.jimg.files;

import java.util.Arrays;

/** Sorts numbers by what they stand for, without an object for each; equal ones keep their order. */
public final class IntSort {

    private static final int INSERTION = 12;

    private IntSort() {}

    /** Which of two numbers comes first, as of a comparator. */
    @FunctionalInterface
    public interface Order {
        int compare(int a, int b);
    }

    /** Sorts a part of an array. What is in order already costs one pass. */
    public static void sort(int[] numbers, int from, int to, Order order) {
        if (to - from < 2 || inOrder(numbers, from, to, order)) {
            return;
        }
        merge(Arrays.copyOfRange(numbers, from, to), 0, numbers, from, to - from, order);
    }

    private static boolean inOrder(int[] numbers, int from, int to, Order order) {
        for (int i = from + 1; i < to; i++) {
            if (order.compare(numbers[i - 1], numbers[i]) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Sorts {@code source} into {@code target}; both hold the same numbers at first. */
    private static void merge(int[] source, int sourceFrom, int[] target, int targetFrom, int count, Order order) {
        if (count <= INSERTION) {
            insert(target, targetFrom, targetFrom + count, order);
            return;
        }
        int half = count / 2;
        merge(target, targetFrom, source, sourceFrom, half, order);
        merge(target, targetFrom + half, source, sourceFrom + half, count - half, order);
        int left = sourceFrom;
        int right = sourceFrom + half;
        for (int i = targetFrom; i < targetFrom + count; i++) {
            boolean takeLeft = left < sourceFrom + half
                    && (right == sourceFrom + count || order.compare(source[left], source[right]) <= 0);
            target[i] = takeLeft ? source[left++] : source[right++];
        }
    }

    private static void insert(int[] numbers, int from, int to, Order order) {
        for (int i = from + 1; i < to; i++) {
            int number = numbers[i];
            int j = i;
            while (j > from && order.compare(numbers[j - 1], number) > 0) {
                numbers[j] = numbers[j - 1];
                j--;
            }
            numbers[j] = number;
        }
    }
}
