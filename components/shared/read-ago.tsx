'use client';
import { useEffect, useState } from 'react';

const MINUTE = 60;
const HOUR = 3_600;

function ageWords(seconds: number): string {
  if (seconds < 1) return 'just now';
  if (seconds < MINUTE) return `${seconds} s ago`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min ago`;
  return `${Math.floor(seconds / HOUR)} h ago`;
}

/** Whole seconds since `at`; 0 on the server and where the two clocks disagree. */
function useAge(at: string): number {
  const [age, setAge] = useState(0);
  useEffect(() => {
    const measure = () => {
      setAge(Math.max(0, Math.floor((Date.now() - Date.parse(at)) / 1_000)));
    };
    measure();
    const timer = setInterval(measure, 1_000);
    return () => clearInterval(timer);
  }, [at]);
  return age;
}

/** How old what is on the screen is: nothing of Core is kept longer than a screen. */
export function ReadAgo({ at }: { at: string }) {
  const age = useAge(at);
  return <span className="whitespace-nowrap tabular-nums">Read from Core {ageWords(age)}</span>;
}
