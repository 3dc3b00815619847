namespace ToolTime.Silo.Operators;

/// <summary>Registers what does operators' verbs in the running server.</summary>
internal static class OperatorsRegistration
{
    public static void AddOperatorsSocket(this IServiceCollection services)
    {
        services.AddSingleton<IOperatorsWork, StorageWork>();
        services.AddHostedService<OperatorsSocket>();
    }
}
