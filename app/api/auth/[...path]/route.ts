import { auth } from '@/lib/auth/auth';

/** Sign-in, sign-out and get-session; `lib/auth/auth.ts` answers 404 to everything else. */
async function answer(request: Request): Promise<Response> {
  return auth().handler(request);
}

export { answer as GET, answer as POST };
