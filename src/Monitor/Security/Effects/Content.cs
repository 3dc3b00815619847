namespace ToolTime.Monitor.Security.Effects;

/// <summary>The content of a pipe or a file.</summary>
/// <param name="Text">The text, if known.</param>
/// <param name="Data">What it contains.</param>
/// <param name="Paths">The files and folders that it lists, if it does; patterns stand for all their matches.</param>
internal sealed record Content(string? Text, DataKinds Data = DataKinds.None, IReadOnlyList<string>? Paths = null)
{
    /// <summary>The longest text that is tracked, in characters.</summary>
    public const int MostText = 64 * 1024;

    private const int MostPaths = 64;

    public static readonly Content Nothing = new("");

    public static readonly Content Unknown = new((string?)null);

    public bool Has(DataKinds data) => (Data & data) != 0;

    public Content With(DataKinds data) => data == DataKinds.None ? this : this with { Data = Data | data };

    /// <summary>This content followed by another.</summary>
    public Content Then(Content next)
    {
        if (this == Nothing)
        {
            return next;
        }

        if (next == Nothing)
        {
            return this;
        }

        var text = Text is { } first && next.Text is { } second && first.Length + second.Length <= MostText ? first + second : null;
        return new Content(text, Data | next.Data, Joined(Paths, next.Paths));
    }

    private static IReadOnlyList<string>? Joined(IReadOnlyList<string>? first, IReadOnlyList<string>? second) =>
        first is null ? second
        : second is null || first.Count + second.Count > MostPaths ? first
        : [.. first, .. second];
}
