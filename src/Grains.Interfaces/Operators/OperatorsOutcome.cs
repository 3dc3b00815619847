namespace ToolTime.Operators;

/// <summary>What became of an operator's wish. The numbers are sent; they never change.</summary>
public enum OperatorsOutcome
{
    /// <summary>It is done, and durable.</summary>
    Done = 0,

    /// <summary>There is no such submission, or not any more.</summary>
    NotFound = 1,
}
