namespace ToolTime.Publication;

/// <summary>What became of a publication. The numbers are sent; they never change.</summary>
public enum PublishOutcome
{
    /// <summary>The publication is stored, by this call or before it.</summary>
    Published = 0,

    /// <summary>Rows were removed too often meanwhile. What is due besides comes first; then the call is to be made again.</summary>
    Overtaken = 3,

    /// <summary>Too few submitters have reported or deleted since the last one; nothing was published.</summary>
    NotDue = 4,
}
