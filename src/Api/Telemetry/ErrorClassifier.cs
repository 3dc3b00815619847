using System.Text.RegularExpressions;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>
/// Classifies errors. The public client sends the beginning of an error's message, which contains paths and names; only its class goes
/// further. The first matching class is used.
/// </summary>
internal static partial class ErrorClassifier
{
    /// <summary>The number of characters searched: the class is apparent at the beginning, and long texts must not take long.</summary>
    private const int Length = 256;

    private static readonly (string Kind, Func<Regex> Pattern)[] Kinds =
    [
        ("Cancelled", Cancelled), ("RateLimited", RateLimited), ("Overloaded", Overloaded), ("QuotaExceeded", QuotaExceeded),
        ("ContextLength", ContextLength), ("Timeout", Timeout), ("Authentication", Authentication), ("Permission", Permission),
        ("Network", Network), ("ToolFailed", ToolFailed), ("NotFound", NotFound), ("InvalidResponse", InvalidResponse),
        ("InvalidRequest", InvalidRequest), ("ServerError", ServerError), ("OutOfMemory", OutOfMemory), ("DiskFull", DiskFull),
        ("MaxIterations", MaxIterations),
    ];

    /// <summary>The class of an error, from its description.</summary>
    public static string Classify(string text)
    {
        var beginning = text.AsSpan(0, Math.Min(text.Length, Length));
        foreach (var (kind, pattern) in Kinds)
        {
            if (beginning.Equals(kind, StringComparison.OrdinalIgnoreCase) || pattern().IsMatch(beginning))
            {
                return kind;
            }
        }

        return TelemetryNames.Other;
    }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"\b(?:cancel+ed|cancel+ation|aborted|interrupt(?:ed)?|agentinterrupted|sigint|sigterm)\b", Options)]
    private static partial Regex Cancelled();

    [GeneratedRegex(@"rate.?limit|too ?many ?requests|\b429\b|throttl", Options)]
    private static partial Regex RateLimited();

    [GeneratedRegex(@"overloaded|\b529\b|\b503\b|service ?unavailable|capacity", Options)]
    private static partial Regex Overloaded();

    [GeneratedRegex(@"quota|insufficient.{0,10}(?:credit|balance|fund)|\b402\b|payment ?required|billing|budget", Options)]
    private static partial Regex QuotaExceeded();

    [GeneratedRegex(@"context.{0,10}(?:length|window|limit)|prompt is too long|too many tokens|max(?:imum)?.{0,3}tokens", Options)]
    private static partial Regex ContextLength();

    [GeneratedRegex(@"time?d?.?out|deadline|etimedout|execution expired", Options)]
    private static partial Regex Timeout();

    [GeneratedRegex(@"unauthori[sz]ed|authenticat|\b401\b|(?:invalid|missing|incorrect).{0,5}api.?key", Options)]
    private static partial Regex Authentication();

    [GeneratedRegex(@"forbidden|\b403\b|permission|access denied|\beacces\b|\beperm\b|not permitted", Options)]
    private static partial Regex Permission();

    [GeneratedRegex(
        @"network|connection|socket|econn|ehostunreach|enetunreach|\bdns\b|getaddrinfo|resolv|\bssl\b|\btls\b|certificate|broken pipe|\bepipe\b",
        Options)]
    private static partial Regex Network();

    [GeneratedRegex(@"tool.{0,20}(?:fail|error)|command.{0,20}fail|exit(?:ed)? (?:code|status|with)", Options)]
    private static partial Regex ToolFailed();

    [GeneratedRegex(@"not.?found|\b404\b|\benoent\b|no such file|does not exist", Options)]
    private static partial Regex NotFound();

    [GeneratedRegex(@"(?:invalid|unexpected|malformed|empty).{0,10}(?:response|json|token|reply)|json.{0,10}pars|parse.?error", Options)]
    private static partial Regex InvalidResponse();

    [GeneratedRegex(@"bad ?request|\b400\b|\b422\b|invalid|argument.?error|unprocessable", Options)]
    private static partial Regex InvalidRequest();

    [GeneratedRegex(@"internal.{0,3}server|server.?error|\b50[0-9]\b|bad ?gateway", Options)]
    private static partial Regex ServerError();

    [GeneratedRegex(@"out.?of.?memory|\benomem\b|nomemory", Options)]
    private static partial Regex OutOfMemory();

    [GeneratedRegex(@"no space left|disk.{0,5}full|\benospc\b", Options)]
    private static partial Regex DiskFull();

    [GeneratedRegex(@"max.{0,10}(?:iteration|turn|step)s?|iteration limit|too many (?:iterations|turns)", Options)]
    private static partial Regex MaxIterations();
}
