using System.Net.Http.Headers;

namespace ToolTime.Uploader.Sharing;

/// <summary>What a server answered, or why it did not.</summary>
internal sealed record ServerAnswer
{
    private const int MaxShown = 4096;

    /// <summary>Null where no answer came; <see cref="Failure"/> says why.</summary>
    public int? Status { get; init; }

    public string Body { get; init; } = "";

    /// <summary>
    /// True where the body is a problem document, as a server of this kind refuses with. A proxy or a portal in between answers otherwise.
    /// </summary>
    public bool IsProblem { get; init; }

    public string? Failure { get; init; }

    public RetryConditionHeaderValue? RetryAfter { get; init; }

    /// <summary>The body as a terminal may show it.</summary>
    public string? Shown => Status is null ? null : Printable(Body, MaxShown);

    /// <summary>What a server says is shown in a terminal, where control characters act.</summary>
    public static string Printable(string? text, int maxLength) =>
        new([.. (text ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(maxLength)]);
}
