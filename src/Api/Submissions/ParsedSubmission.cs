using ToolTime.Calendar;
using ToolTime.Submissions;

namespace ToolTime.Api.Submissions;

/// <summary>A submission whose fields are in order; its time is yet to be looked at.</summary>
internal sealed record ParsedSubmission
{
    /// <summary>The token, which goes no further than this endpoint.</summary>
    public required string Token { get; init; }

    /// <summary>The epoch that it is about.</summary>
    public required Epoch Epoch { get; init; }

    /// <summary>What was reported.</summary>
    public required Submission Submission { get; init; }

    /// <summary>When a snapshot says it was made; null for day cells.</summary>
    public required DateTimeOffset? Generated { get; init; }

    /// <summary>Finds where each count stands in the body, which hardly any answer needs.</summary>
    public required Func<CountPositions> Positions { get; init; }

    /// <summary>Names that count under their dimension's bucket.</summary>
    public required int Bucketed { get; init; }
}
