/** An answer, or another once `withinMs` are over; what becomes of the first is then heard by nobody. Rejects as the answer does. */
export async function inTime<Answer>(answer: Promise<Answer>, withinMs: number, late: () => Answer): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const timer = setTimeout(() => resolve(late()), Math.max(0, withinMs));
  answer.then(resolve, reject);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}
